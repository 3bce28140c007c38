package dev.tenantry.crm.imports.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.imports.csv.Column;
import dev.tenantry.crm.imports.csv.CsvRow;
import dev.tenantry.shared.problem.FieldError;

/** Applies a checked mapping to rows. */
public final class RowMapper {

    private record Plan(TargetField field, FieldMapping mapping, Cell cell) {}

    private final ImportMapping mapping;
    private final Stages stages;
    private final ValueReader values;
    private final int width;
    private final List<Plan> plans;
    private final @Nullable Plan currency;

    /** @param mapping completed and checked */
    public RowMapper(ImportTarget target, List<Column> columns, ImportMapping mapping, Stages stages) {
        var positions = new LinkedHashMap<String, Integer>();
        IntStream.range(0, columns.size()).forEach(index -> positions.put(columns.get(index).name(), index));
        this.mapping = mapping;
        this.stages = stages;
        this.values = new ValueReader(mapping);
        this.width = columns.size();
        var all = mapping.fields()
                .stream()
                .map(field -> new Plan(target.field(field.field()).orElseThrow(), field,
                        Cell.of(field, mapping, positions::get)))
                .toList();
        this.plans = all.stream().filter(plan -> plan.field.kind() != FieldKind.CURRENCY).toList();
        this.currency = all.stream().filter(plan -> plan.field.kind() == FieldKind.CURRENCY).findFirst().orElse(null);
    }

    public MappedRow map(CsvRow row) {
        var properties = JsonNodeFactory.instance.objectNode();
        var references = new ArrayList<Reference>();
        var faults = new ArrayList<FieldError>();
        if (row.fields().size() < width || row.fields().stream().skip(width).anyMatch(text -> !text.isBlank())) {
            faults.add(new FieldError("", "field-count",
                    "the row has " + row.fields().size() + " fields where there are " + width + " columns"));
            return new MappedRow(row, properties, Map.of(), references, faults);
        }
        for (var plan : plans) {
            var text = plan.cell.read(row.fields());
            if (!text.isEmpty()) {
                set(plan, text, row, properties, references, faults);
            } else if (Boolean.TRUE.equals(mapping.blankOverwrites())) {
                properties.putNull(plan.field.name());
            }
        }
        if (mapping.pipelineId() != null) {
            properties.put("pipelineId", mapping.pipelineId());
        }
        return new MappedRow(row, properties, keys(properties), references, faults);
    }

    private Map<String, String> keys(ObjectNode properties) {
        var keys = new LinkedHashMap<String, String>();
        for (var property : Objects.requireNonNull(mapping.matchBy())) {
            var value = properties.path(property).asString("");
            if (!value.isEmpty()) {
                keys.put(property, value);
            }
        }
        return keys;
    }

    private void set(Plan plan, String text, CsvRow row, ObjectNode properties, List<Reference> references,
            List<FieldError> faults) {
        var name = plan.field.name();
        switch (plan.field.kind()) {
            case TEXT, CURRENCY -> properties.put(name, text);
            case INTEGER -> {
                var number = values.integer(text);
                check(number != null, name, "not-a-whole-number", text, "is not a whole number", faults);
                properties.put(name, number);
            }
            case MONEY -> money(name, text, row, properties, faults);
            case DATE -> {
                var date = values.date(text);
                check(date != null, name, "not-a-date", text, "is not a date of the formats " + mapping.dateFormats(),
                        faults);
                properties.put(name, date == null ? null : date.toString());
            }
            case STAGE -> {
                var stage = stages.find(text);
                check(stage != null, name, "unknown-stage", text, "is none of the stages " + stages.names(), faults);
                properties.put(name, stage);
            }
            case MEMBER -> {
                var member = values.uuid(text);
                check(member != null, name, "not-an-id", text, "is not the id of a member", faults);
                properties.put(name, member == null ? null : member.toString());
            }
            case REFERENCE -> references.add(new Reference(name, Objects.requireNonNull(plan.field.references()),
                    Objects.requireNonNull(plan.mapping.by()), text, plan.mapping.createsMissing()));
        }
    }

    private void money(String name, String text, CsvRow row, ObjectNode properties, List<FieldError> faults) {
        var amount = values.decimal(text);
        check(amount != null, name, "not-a-number", text, "is not a number", faults);
        var stated = currency == null ? "" : currency.cell.read(row.fields());
        properties.putObject(name)
                .put("amount", amount == null ? null : amount.toPlainString())
                .put("currency", stated.isEmpty() ? mapping.currency() : stated);
    }

    private static void check(boolean holds, String field, String code, String text, String fault,
            List<FieldError> faults) {
        if (!holds) {
            var shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
            faults.add(new FieldError(field, code, "'" + shown + "' " + fault));
        }
    }
}
