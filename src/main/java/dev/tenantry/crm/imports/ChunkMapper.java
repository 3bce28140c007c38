package dev.tenantry.crm.imports;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.imports.csv.CsvRow;
import dev.tenantry.crm.imports.mapping.MappedRow;
import dev.tenantry.shared.text.Folding;

/** Maps the rows of a chunk in a transaction of its own, in which the database tells which texts mean the same. */
@Component
@Transactional(readOnly = true)
class ChunkMapper {

    private final Folding folding;

    ChunkMapper(Folding folding) {
        this.folding = folding;
    }

    List<MappedRow> map(RunningImport running, List<CsvRow> rows) {
        return running.mapper().map(rows);
    }

    /** Adds the names by which the rows would write companies. */
    void count(RunningImport running, List<CsvRow> rows, ContestedNames.Census names) {
        names.add(folding.of(running.mapper()
                .map(rows)
                .stream()
                .flatMap(row -> ContestedNames.of(running.target(), row))
                .collect(Collectors.toSet())));
    }
}
