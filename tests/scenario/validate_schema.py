"""Checks scenario files against the schema that the program prints, with a public validator.

validate_schema.py PROGRAM SCENARIOS BROKEN: every shipped scenario must pass; a broken one must be
refused if and only if it says `; the schema refuses it` beside the number of its faults (what only
shows when files are read together says nothing of the kind).
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tomllib

import jsonschema


def plain(value):
    """TOML as JSON: dates become text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def main(program, scenarios, broken):
    schema = json.loads(subprocess.check_output([program, "schema"]))
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    validate = validator(schema)
    faults = 0
    shipped = sorted(pathlib.Path(scenarios).glob("*.toml"))
    for path in shipped:
        for error in validate.iter_errors(plain(tomllib.loads(path.read_text("utf-8")))):
            print(f"{path}: {error.json_path}: {error.message[:200]}")
            faults += 1
    refused = 0
    for path in sorted(pathlib.Path(broken).glob("*.toml")):
        text = path.read_text("utf-8")
        if "# faults: " not in text:
            continue
        expected = "; the schema refuses it" in text
        try:
            is_refused = not validate.is_valid(plain(tomllib.loads(text)))
        except tomllib.TOMLDecodeError:
            is_refused = True
        refused += is_refused
        if is_refused != expected:
            print(f"{path}: {'refused' if is_refused else 'accepted'} by the schema")
            faults += 1
    print(f"{len(shipped)} shipped scenarios, {refused} broken ones refused, {faults} faults")
    return 1 if faults or not shipped or not refused else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
