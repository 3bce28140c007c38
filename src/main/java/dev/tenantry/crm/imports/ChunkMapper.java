package dev.tenantry.crm.imports;

import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.imports.csv.CsvRow;
import dev.tenantry.crm.imports.mapping.MappedRow;

/** Maps the rows of a chunk in a transaction of its own, in which the database tells which texts mean the same. */
@Component
@Transactional(readOnly = true)
class ChunkMapper {

    List<MappedRow> map(RunningImport running, List<CsvRow> rows) {
        return running.mapper().map(rows);
    }
}
