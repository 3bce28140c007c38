package dev.tenantry.crm.googlecalendar;

/** What becomes of the events that came from a calendar at Google which is disconnected. */
enum Copies {

    /** They stay as they are. */
    keep,
    /** They go to the trash here. */
    trash
}
