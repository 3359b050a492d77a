# The second reader of our calendars: Python's icalendar. Reads JSON lists of files, answers what it found in each event.
import json, sys
from icalendar import Calendar

def instant(event, name, zones):
    value = event[name]
    wall, zone = value.dt.replace(tzinfo=None), value.params.get('TZID')
    if zone is None:
        return int(value.dt.timestamp() * 1000)
    # By the file's own rules, not by those of this machine.
    made = zones[zone]
    aware = made.localize(wall) if hasattr(made, 'localize') else wall.replace(tzinfo=made)
    return int(aware.timestamp() * 1000)

def read(text):
    calendar = Calendar.from_ical(text)
    zones = {str(zone['TZID']): zone.to_tz() for zone in calendar.walk('VTIMEZONE')}
    faults = [str(error) for part in calendar.walk() for error in part.errors]
    return {
        'method': str(calendar.get('METHOD', '')),
        'faults': faults,
        'events': [
            {
                'uid': str(event['UID']),
                'sequence': int(event['SEQUENCE']),
                'startsAt': instant(event, 'DTSTART', zones),
                'endsAt': instant(event, 'DTEND', zones),
                'summary': str(event['SUMMARY']),
                'status': str(event['STATUS']),
                'stampedAt': int(event['DTSTAMP'].dt.timestamp() * 1000),
            }
            for event in calendar.walk('VEVENT')
        ],
    }

json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
