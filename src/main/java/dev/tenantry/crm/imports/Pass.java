package dev.tenantry.crm.imports;

/** The rows of the file, then those among them that had to wait for others. */
enum Pass {

    FILE, WAITING,
    /** Rows that wait for one another. */
    CIRCLE
}
