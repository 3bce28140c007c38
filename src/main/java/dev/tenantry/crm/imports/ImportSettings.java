package dev.tenantry.crm.imports;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import dev.tenantry.crm.imports.csv.CsvLimits;

/**
 * Imports of files.
 *
 * @param maxFileSize    the largest file
 * @param maxColumns     columns a file
 * @param maxFieldLength characters a field
 * @param keepFiles      how long a file is kept after its upload, and after its last run
 * @param workers        how many imports an instance runs at a time; 0: none, others do
 * @param chunkSize      rows a transaction, at most
 * @param chunkLength    characters a transaction, about: what is in memory of a file at a time
 * @param lease          after what time without a sign of life another instance takes over
 * @param poll           how often an idle worker looks for work that another instance took in
 */
@ConfigurationProperties("tenantry.imports")
record ImportSettings(
        @DefaultValue("256MB") DataSize maxFileSize,
        @DefaultValue("500") int maxColumns,
        @DefaultValue("100000") int maxFieldLength,
        @DefaultValue("30d") Duration keepFiles,
        @DefaultValue("2") int workers,
        @DefaultValue("500") int chunkSize,
        @DefaultValue("2000000") int chunkLength,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("1s") Duration poll) {

    CsvLimits limits() {
        return new CsvLimits(maxColumns, maxFieldLength);
    }
}
