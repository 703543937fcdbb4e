//! Handing a file or a text to the person, and taking one: a place they choose, a download, the share sheet, the clipboard.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = showSaveFilePicker, catch)]
    fn show_save_file_picker(options: &JsValue) -> Result<js_sys::Promise, JsValue>;
    /// A file in a place that was chosen.
    #[wasm_bindgen(extends = js_sys::Object)]
    pub type Handle;
    #[wasm_bindgen(method, getter, js_name = name)]
    fn own_name(this: &Handle) -> Option<String>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    async fn create_writable(this: &Handle) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    async fn get_file(this: &Handle) -> Result<JsValue, JsValue>;
    type Writable;
    #[wasm_bindgen(method, catch)]
    async fn write(this: &Writable, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn close(this: &Writable) -> Result<JsValue, JsValue>;
    /// Something that can be read as text: a file, or what was put where a handle says.
    type Readable;
    #[wasm_bindgen(method, getter)]
    fn size(this: &Readable) -> f64;
    #[wasm_bindgen(method, catch)]
    async fn text(this: &Readable) -> Result<JsValue, JsValue>;
    /// Those parts of the navigator that not every browser has.
    type Sharing;
    #[wasm_bindgen(method, getter)]
    fn standalone(this: &Sharing) -> Option<bool>;
    #[wasm_bindgen(method, catch, js_name = canShare)]
    fn can_share(this: &Sharing, data: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn share(this: &Sharing, data: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = File)]
    type SharedFile;
    #[wasm_bindgen(constructor, catch, js_class = "File")]
    fn new(parts: &js_sys::Array, name: &str, options: &JsValue) -> Result<SharedFile, JsValue>;
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Handle")
    }
}

/// Where a file is to go, as far as that can be said before it is made.
#[derive(Debug)]
pub enum Place {
    /// The system's own dialog is up.
    Dialog(js_sys::Promise),
    Downloads,
    /// Downloads are broken in an installed page here: the share sheet, from a tap of its own.
    Sheet,
}

/// Where it goes.
#[derive(Debug)]
pub enum Chosen {
    File(Handle),
    Downloads,
    Sheet,
}

/// The dialog was closed without choosing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotChosen;

/// Why a file was not shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotShared {
    /// The sheet was closed without choosing.
    Closed,
    /// The browser shares no files, or not this one.
    Refused,
}

/// Why a chosen file gave no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    None,
    TooLarge,
    Failed,
}

/// Asks for a place, where the browser has a dialog for it. Has to be called while a tap lasts.
pub fn choose_place(name: &str) -> Place {
    if is_broken_download() {
        return Place::Sheet;
    }
    let has_dialog = web_sys::window()
        .and_then(|window| js_sys::Reflect::get(&window, &"showSaveFilePicker".into()).ok())
        .is_some_and(|dialog| dialog.is_function());
    if !has_dialog {
        return Place::Downloads;
    }
    let options = object([("suggestedName", name.into())]);
    // A page in which the dialog is refused still has its downloads.
    show_save_file_picker(&options).map_or(Place::Downloads, Place::Dialog)
}

impl Place {
    pub fn is_dialog(&self) -> bool {
        matches!(self, Self::Dialog(_))
    }

    /// Waits for the dialog.
    ///
    /// # Errors
    /// [`NotChosen`].
    pub async fn chosen(self) -> Result<Chosen, NotChosen> {
        match self {
            Self::Downloads => Ok(Chosen::Downloads),
            Self::Sheet => Ok(Chosen::Sheet),
            Self::Dialog(asked) => match wasm_bindgen_futures::JsFuture::from(asked).await {
                Ok(handle) => Ok(Chosen::File(handle.unchecked_into())),
                Err(error) if is_named(&error, "AbortError") => Err(NotChosen),
                Err(_) => Ok(Chosen::Downloads),
            },
        }
    }
}

impl Handle {
    /// Writes the file, and reads it again from where it lies now.
    ///
    /// # Errors
    /// What the browser said.
    pub async fn put(&self, text: &str) -> Result<String, JsValue> {
        let writable: Writable = self.create_writable().await?.unchecked_into();
        writable.write(text).await?;
        writable.close().await?;
        let file: Readable = self.get_file().await?.unchecked_into();
        file.text().await?.as_string().ok_or(JsValue::NULL)
    }

    /// What it was called in the dialog.
    pub fn name(&self) -> Option<String> {
        self.own_name()
    }
}

/// Opens the share sheet with one file. Has to be called while a tap lasts.
///
/// # Errors
/// [`NotShared`].
pub async fn share(name: &str, bytes: &[u8], mime: &str) -> Result<(), NotShared> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let file = SharedFile::new(&parts, name, &object([("type", mime.into())])).map_err(|_| NotShared::Refused)?;
    let data = object([("files", js_sys::Array::of1(&file).into())]);
    let sharing = sharing().filter(|sharing| sharing.can_share(&data).unwrap_or(false)).ok_or(NotShared::Refused)?;
    sharing.share(&data).await.map(drop).map_err(|error| match is_named(&error, "AbortError") {
        true => NotShared::Closed,
        false => NotShared::Refused,
    })
}

/// The text of the file that was chosen in a control, by its id, where it has at most this many bytes; the control is empty afterwards.
///
/// # Errors
/// [`Unread`].
pub async fn read_chosen(control: &str, most: usize) -> Result<String, Unread> {
    let control = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(control))
        .ok_or(Unread::None)?;
    let files = js_sys::Reflect::get(&control, &"files".into()).map_err(|_| Unread::None)?;
    let file = js_sys::Reflect::get_u32(&files, 0).map_err(|_| Unread::None)?;
    if !file.is_object() {
        return Err(Unread::None);
    }
    let file: Readable = file.unchecked_into();
    let read =
        if file.size() > most as f64 { Err(Unread::TooLarge) } else { file.text().await.map_err(|_| Unread::Failed) };
    // The same file can be chosen again.
    control.unchecked_ref::<web_sys::HtmlInputElement>().set_value("");
    read?.as_string().ok_or(Unread::Failed)
}

/// Saves bytes under a neutral name through the browser's download.
///
/// # Errors
/// What the browser said, when it would not make the file.
pub fn download(name: &str, bytes: &[u8], mime: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken hold of the blob by the next minute; until then the address must stay good.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// Puts a text on the clipboard; answers whether the browser took it.
pub async fn copy(text: &str) -> bool {
    let Some(clipboard) = web_sys::window().map(|window| window.navigator().clipboard()) else { return false };
    if JsValue::from(&clipboard).is_undefined() {
        return false;
    }
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Installed on an iPhone or iPad, where following a download leads out of the app and not back.
fn is_broken_download() -> bool {
    sharing().is_some_and(|sharing| sharing.standalone() == Some(true))
}

fn sharing() -> Option<Sharing> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    Some(navigator.unchecked_into())
}

fn object<const N: usize>(members: [(&str, JsValue); N]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in members {
        // A plain object takes any member.
        let _ = js_sys::Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

fn is_named(error: &JsValue, name: &str) -> bool {
    js_sys::Reflect::get(error, &"name".into()).is_ok_and(|named| named == name)
}
