#!/usr/bin/python3
"""A window with WebKitGTK in it, driven by WebKitWebDriver: the stand-in for Safari in the browser tests.

WebKitWebDriver starts it with `--profile FOLDER --downloads FOLDER --size WIDTHxHEIGHT`. The MiniBrowser that comes
with the engine forgets everything when it is driven, so it cannot show what a person finds who comes back; this one
keeps all site data in the profile. What the engine says (console, policy) and asks for is written to FOLDER/said.log,
a JSON value a line. SIGTERM closes it as a person closes a window.
"""

import argparse
import json
import os
import signal

arguments = argparse.ArgumentParser()
arguments.add_argument("--profile", required=True)
arguments.add_argument("--downloads", required=True)
arguments.add_argument("--size", default="1280x800")
arguments = arguments.parse_args()

# Console messages are printed by the engine's own processes, which inherit this.
said = os.open(os.path.join(arguments.profile, "said.log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
os.dup2(said, 2)

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2


def say(kind, **fields):
    line = json.dumps({"kind": kind, **fields}) + "\n"
    os.write(said, line.encode())


folder = lambda name: os.path.join(arguments.profile, name)
data = WebKit2.WebsiteDataManager(base_data_directory=folder("data"), base_cache_directory=folder("cache"))
context = WebKit2.WebContext.new_with_website_data_manager(data)
context.set_automation_allowed(True)
windows = []


def settings():
    made = WebKit2.Settings()
    made.set_enable_write_console_messages_to_stdout(True)
    made.set_enable_developer_extras(True)
    return made


def asked(view, resource, request):
    say("request", url=request.get_uri())
    resource.connect("failed", lambda one, error: say("failed", url=one.get_uri(), why=error.message))
    resource.connect("finished", finished)


def finished(resource):
    response = resource.get_response()
    if response is not None and response.get_status_code() >= 400:
        say("failed", url=resource.get_uri(), why=str(response.get_status_code()))


def open_view(related=None):
    if related is None:
        view = WebKit2.WebView(web_context=context, settings=settings(), is_controlled_by_automation=True)
    else:
        view = WebKit2.WebView(related_view=related, settings=settings(), is_controlled_by_automation=True)
    view.connect("resource-load-started", asked)
    view.connect("create", lambda one, action: open_view(one))
    window = Gtk.Window()
    width, height = arguments.size.split("x")
    window.set_default_size(int(width), int(height))
    window.add(view)
    window.connect("destroy", closed)
    view.connect("close", lambda one: window.destroy())
    windows.append(window)
    window.show_all()
    view.grab_focus()
    return view


def closed(window):
    windows.remove(window)
    if not windows:
        Gtk.main_quit()


def leave():
    for window in list(windows):
        window.destroy()
    return GLib.SOURCE_REMOVE


def automation_started(context, session):
    session.connect("create-web-view", lambda one: open_view())


def download_started(context, download):
    def decide(one, name):
        one.set_destination("file://" + os.path.join(arguments.downloads, name))
        return True

    download.connect("decide-destination", decide)


context.connect("automation-started", automation_started)
context.connect("download-started", download_started)
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGTERM, leave)
Gtk.main()
