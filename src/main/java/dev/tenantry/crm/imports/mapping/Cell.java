package dev.tenantry.crm.imports.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.tenantry.crm.imports.csv.CellText;
import dev.tenantry.crm.imports.csv.PlainText;
import dev.tenantry.shared.text.Folding;

/**
 * Where a field's text is found in a row, and what it is taken for. How texts compare is asked for many rows at once: for
 * what the columns hold, then for what they are joined to.
 */
final class Cell {

    private record Source(int position, Corrections corrections) {

        String text(List<String> row) {
            return position < row.size() ? CellText.of(row.get(position)) : "";
        }

        String read(List<String> row, Map<String, String> forms) {
            return corrections.apply(text(row), forms);
        }
    }

    private final Map<String, Source> sources;
    /** Of the values of the columns, by name. */
    private final Function<UnaryOperator<String>, String> join;
    private final Corrections corrections;

    private Cell(Map<String, Source> sources, Function<UnaryOperator<String>, String> join, Corrections corrections) {
        this.sources = sources;
        this.join = join;
        this.corrections = corrections;
    }

    /** In the current transaction. @param position of a column by its name */
    static Cell of(FieldMapping field, ImportMapping mapping, ToIntFunction<String> position, Folding folding) {
        var corrections = Corrections.of(field.values(), folding);
        if (field.value() != null) {
            var constant = PlainText.trim(field.value());
            return new Cell(Map.of(), _ -> constant, corrections);
        }
        if (field.column() != null) {
            var column = field.column();
            var source = new Source(position.applyAsInt(column), Corrections.NONE);
            return new Cell(Map.of(column, source), values -> values.apply(column), corrections);
        }
        var template = Template.parse(field.template() == null ? "" : field.template());
        var sources = template.columns()
                .stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), name -> new Source(position.applyAsInt(name),
                        corrections(name, mapping, folding))));
        return new Cell(sources, template::fill, corrections);
    }

    /** Of a column in a template: those that another field's mapping has for it. */
    private static Corrections corrections(String column, ImportMapping mapping, Folding folding) {
        return mapping.fields()
                .stream()
                .filter(field -> column.equals(field.column()) && field.values() != null)
                .findFirst()
                .map(field -> Corrections.of(field.values(), folding))
                .orElse(Corrections.NONE);
    }

    /** Adds what the columns hold, where its folded form has to be known. */
    void collectParts(List<String> row, Set<String> texts) {
        sources.values().forEach(source -> source.corrections.collect(source.text(row), texts));
    }

    /** Adds what they are joined to. @param forms the folded form of each text that was collected before */
    void collect(List<String> row, Map<String, String> forms, Set<String> texts) {
        if (corrections != Corrections.NONE) {
            corrections.collect(join(row, forms), texts);
        }
    }

    /** Blank where the row has none. @param forms the folded form of each text that was collected */
    String read(List<String> row, Map<String, String> forms) {
        return corrections.apply(join(row, forms), forms);
    }

    private String join(List<String> row, Map<String, String> forms) {
        return join.apply(name -> {
            var source = sources.get(name);
            return source == null ? "" : source.read(row, forms);
        });
    }
}
