package dev.tenantry.crm.imports;

/**
 * What became of rows.
 *
 * @param read how far the file has been read; rows that wait for another one are read and not yet any of the others
 */
record ImportFigures(long read, long created, long updated, long unchanged, long failed, long createdCompanies) {

    long done() {
        return created + updated + unchanged + failed;
    }
}
