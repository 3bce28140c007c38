package dev.tenantry.crm.imports.mapping;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import dev.tenantry.crm.imports.csv.CsvRow;
import dev.tenantry.shared.text.Folding;

/**
 * What texts of some rows mean: asked for all of them at once, since the database compares them.
 *
 * @param forms  the folded form of each text that is to be compared
 * @param stages by the texts that call them
 */
record Reading(Map<String, String> forms, Map<String, String> stages) {

    /** In the current transaction; one exchange for each kind of text that there is. */
    static Reading of(List<CsvRow> rows, List<Cell> cells, List<Cell> stageCells, Stages stages, Folding folding) {
        var forms = new HashMap<String, String>();
        forms.putAll(folding.of(collect(rows, cells, (row, texts) -> row.cell.collectParts(row.fields, texts))));
        forms.putAll(folding.of(collect(rows, cells, (row, texts) -> row.cell.collect(row.fields, forms, texts))));
        var called = collect(rows, stageCells, (row, texts) -> {
            var text = row.cell.read(row.fields, forms);
            if (text.length() <= RowMapper.MAX_LENGTH) {
                texts.add(text);
            }
        });
        return new Reading(forms, stages.find(called));
    }

    private record At(Cell cell, List<String> fields) {}

    private static Set<String> collect(List<CsvRow> rows, List<Cell> cells, BiConsumer<At, Set<String>> collector) {
        var texts = new LinkedHashSet<String>();
        rows.forEach(row -> cells.forEach(cell -> collector.accept(new At(cell, row.fields()), texts)));
        return texts;
    }
}
