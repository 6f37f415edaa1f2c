"""``make run`` and similar commands: one site in this folder."""

import os
import signal
import socket
import subprocess
import sys
import time

from environment import COLLECT, PYTHON, ROOT, SETTINGS_FILE, prepare, refuse, variables

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def manage(*arguments, env):
    """Run a Django command; a failure ends everything."""
    done = subprocess.run([PYTHON, "manage.py", *arguments], cwd=ROOT, env=env, check=False)
    if done.returncode:
        refuse("manage.py " + " ".join(arguments) + " failed; see the lines above.")


def check_port(host, port):
    """Refuse a port that is not a number, or that is in use."""
    if not port.isdigit():
        refuse("PORT is '%s'. Write a number, for example: make run PORT=8001" % port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as problem:
            refuse(
                "Port %s is taken or not allowed (%s). Choose another: make run PORT=8001"
                % (port, problem.strerror)
            )


def set_up(env):
    """Bring database, static files and demo content up to date."""
    manage("set_up", *(["--accounts"] if env["HOST"] in LOOPBACK else []), env=env)


def server(host, port, application="knowledgecity.wsgi:application"):
    """Return the command of the server; the benchmarks measure the same one."""
    return [
        # By module: granian's own script breaks if the path of the interpreter has a space.
        *(PYTHON, "-m", "granian"),
        *("--interface", "wsgi", "--workers", "2", "--blocking-threads", "4"),
        *("--host", host, "--port", port, "--no-ws", "--log-level", "warning"),
        application,
    ]


def serve(env):
    """Start the server and one task worker; stop both when either ends or on Ctrl-C."""
    commands = [
        [PYTHON, "manage.py", "db_worker", "--interval", "0.5"],
        server(env["HOST"], env["PORT"]),
    ]
    running = []

    def stop(*_signal):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        # Separate sessions: Ctrl-C reaches only this process, which then ends the others.
        running.extend(
            subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)
            for command in commands
        )
        announce(env)
        while all(process.poll() is None for process in running):
            time.sleep(0.3)
        return 1
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        end(running)


def end(running):
    """End the processes that this one started, and their children."""
    for process in running:
        try:
            os.killpg(process.pid, signal.SIGTERM)
        except ProcessLookupError:
            continue
    for process in running:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def announce(env):
    """Say where the site is."""
    print("The site:  %s" % env["SITE_URL"])
    print("The admin: %s/admin/" % env["SITE_URL"])
    print("Ctrl-C stops it.", flush=True)


def main(command):
    """Run one of: run, dev, password, messages."""
    if command == "run" and not os.path.exists(SETTINGS_FILE):
        # Before anything is installed, when only the environment can set the port.
        check_port(os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000")
    prepare("base")
    env = variables(**({"DJANGO_DEBUG": "1"} if command == "dev" else {}))
    if command == "run":
        check_port(env["HOST"], env["PORT"])
    if env["HOST"] not in LOOPBACK:
        sys.stderr.write(
            "HOST is %s: this server is not for the open network, because slow visitors hold its "
            "threads. Put nginx in front of it (docs/operating.md). Demo accounts are not made.\n"
            % env["HOST"]
        )
    if command == "password":
        manage("demo_password", env=env)
    elif command == "messages":
        manage(*COLLECT, env=env)
        manage("compilemessages", "-v0", "-i", ".venv", env=env)
    else:
        set_up(env)
        if command == "run":
            sys.exit(serve(env))
        manage("runserver", "%s:%s" % (env["HOST"], env["PORT"]), env=env)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
