package dev.tenantry.crm.googlecalendar;

/** The parts of an event that are kept the same, each for itself: where each side has changed another one, both changes stay. */
enum Part {
    TITLE, DESCRIPTION, TIME, LEFT_OUT, PLACE, CONFERENCE, STATUS, VISIBILITY, GUESTS, TRANSPARENCY
}
