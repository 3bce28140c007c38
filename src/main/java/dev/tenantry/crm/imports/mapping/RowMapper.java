package dev.tenantry.crm.imports.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.imports.csv.CellText;
import dev.tenantry.crm.imports.csv.Column;
import dev.tenantry.crm.imports.csv.CsvRow;
import dev.tenantry.crm.imports.csv.DateFormat;
import dev.tenantry.crm.imports.csv.ErrorColumns;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.record.Upsert;
import dev.tenantry.shared.text.Folding;
import dev.tenantry.tenancy.Localization;

/** Applies a checked mapping to rows. */
public final class RowMapper {

    /** Longer than any field may be. */
    static final int MAX_LENGTH = 10_000;

    private record Plan(TargetField field, FieldMapping mapping, Cell cell, ValueReader values) {}

    private final ImportTarget target;
    private final ImportMapping mapping;
    private final Stages stages;
    private final Folding folding;
    private final MoneyReader money;
    private final int width;
    private final List<Plan> plans;
    private final @Nullable Plan currency;
    private final RowFit fit;

    /**
     * In the current transaction.
     *
     * @param mapping completed and checked
     * @param organization its currency is for a mapping that has none, its days are those of dates beside which a time stands
     */
    public RowMapper(ImportTarget target, List<Column> columns, ImportMapping mapping, Stages stages,
            Folding folding, Localization organization) {
        var positions = new LinkedHashMap<String, Integer>();
        IntStream.range(0, columns.size()).forEach(index -> positions.put(columns.get(index).name(), index));
        this.target = target;
        this.mapping = mapping;
        this.stages = stages;
        this.folding = folding;
        var currencyOfAmounts = Objects.requireNonNullElse(mapping.currency(), organization.currency());
        this.money = new MoneyReader(currencyOfAmounts, organization.currency());
        this.width = columns.size();
        this.fit = new RowFit(target, stages, currencyOfAmounts, mapping.currency() != null);
        var all = mapping.fields()
                .stream()
                .map(field -> new Plan(target.field(field.field()).orElseThrow(), field,
                        Cell.of(field, mapping, positions::get, folding),
                        ValueReader.of(field, mapping, organization.zone(), organization.locale())))
                .toList();
        this.plans = all.stream().filter(plan -> plan.field.kind() != FieldKind.CURRENCY).toList();
        this.currency = all.stream().filter(plan -> plan.field.kind() == FieldKind.CURRENCY).findFirst().orElse(null);
    }

    /** What rows leave to their records. */
    public Upsert.Fit fit() {
        return fit;
    }

    /** What a row states, with the currency of its amounts. */
    public ObjectNode denominated(MappedRow row) {
        return fit.denominated(row.properties());
    }

    /**
     * Maps rows in the current transaction, which is asked once for all of them. A row that is narrower than the header
     * lacks its last cells, which are blank; one that is wider is a fault.
     */
    public List<MappedRow> map(List<CsvRow> rows) {
        var cells = Stream.concat(plans.stream(), Stream.ofNullable(currency)).map(Plan::cell).toList();
        var stageCells = plans.stream().filter(plan -> plan.field.kind() == FieldKind.STAGE).map(Plan::cell).toList();
        var reading = Reading.of(rows, cells, stageCells, stages, folding);
        return rows.stream().map(row -> map(row, reading)).toList();
    }

    private MappedRow map(CsvRow row, Reading reading) {
        var properties = JsonNodeFactory.instance.objectNode();
        var references = new ArrayList<Reference>();
        var faults = new Faults();
        if (row.fields().stream().skip(width).anyMatch(text -> !CellText.isBlank(text))) {
            return new MappedRow(row, properties, Map.of(), references,
                    List.of(new FieldError("", ErrorColumns.TOO_MANY,
                            "the row has " + row.fields().size() + " fields where there are " + width + " columns")));
        }
        for (var plan : plans) {
            var text = plan.cell.read(row.fields(), reading.forms());
            if (text.length() > MAX_LENGTH) {
                faults.add(plan.field.name(), "too-long", text, "has more than " + MAX_LENGTH + " characters");
            } else if (!text.isEmpty()) {
                set(plan, text, row, reading, properties, references, faults);
            } else if (Boolean.TRUE.equals(mapping.blankOverwrites())) {
                properties.putNull(plan.field.name());
            }
        }
        if (mapping.pipelineId() != null) {
            properties.put("pipelineId", mapping.pipelineId());
        }
        return new MappedRow(row, properties, keys(properties), references, faults.all());
    }

    private Map<String, String> keys(ObjectNode properties) {
        var keys = new LinkedHashMap<String, String>();
        for (var property : Objects.requireNonNull(mapping.matchBy())) {
            var value = properties.path(property).asString("");
            if (!value.isEmpty()) {
                var key = target.key(property, value);
                keys.put(key.getKey(), key.getValue());
            }
        }
        return target.sought(keys);
    }

    private void set(Plan plan, String text, CsvRow row, Reading reading, ObjectNode properties,
            List<Reference> references, Faults faults) {
        var name = plan.field.name();
        switch (plan.field.kind()) {
            case TEXT, CURRENCY -> properties.put(name, text);
            case HOST -> put(properties, name, WebAddress.host(text), "not-a-host", text,
                    "is neither the name of a host, such as example.com, nor a URL of one", faults);
            case COUNTRY -> put(properties, name, Countries.code(text), "not-a-country", text,
                    "is neither the code of a country nor what one is called", faults);
            case INTEGER -> put(properties, name, plan.values.integer(text), "not-a-whole-number", text,
                    "is not a whole number", faults);
            case DECIMAL -> put(properties, name, plan.values.plainDecimal(text), "not-a-number", text,
                    "is not a number", faults);
            case MONEY -> money.read(name, text, currency(row, reading), plan.values, properties, faults);
            case DATE -> date(plan, text, properties, faults);
            case STAGE -> put(properties, name, reading.stages().get(text), "unknown-stage", text,
                    "is none of the stages " + stages.names(), faults);
            case MEMBER -> {
                if (plan.mapping.isLookUp()) {
                    references
                            .add(new Reference(name, Reference.MEMBER, Objects.requireNonNull(plan.mapping.by()), text,
                                    false));
                } else {
                    put(properties, name, plan.values.uuid(text), "not-an-id", text, "is not the id of a member",
                            faults);
                }
            }
            case REFERENCE -> references.add(new Reference(name, Objects.requireNonNull(plan.field.references()),
                    Objects.requireNonNull(plan.mapping.by()), text, plan.mapping.createsMissing()));
        }
    }

    private static void date(Plan plan, String text, ObjectNode properties, Faults faults) {
        var date = plan.values.date(text);
        if (date != null && !ValueReader.isLikely(date)) {
            faults.add(plan.field.name(), "unlikely-year", text,
                    "is in the year " + date.getYear() + "; dates are of the years 1900 to 2100");
            return;
        }
        put(properties, plan.field.name(), date, "not-a-date", text, "is not a date of the formats "
                + plan.values.dateFormats().stream().map(DateFormat::pattern).toList(), faults);
    }

    private String currency(CsvRow row, Reading reading) {
        return currency == null ? "" : currency.cell.read(row.fields(), reading.forms());
    }

    private static void put(ObjectNode properties, String name, @Nullable Object value, String code, String text,
            String fault, Faults faults) {
        switch (value) {
            case null -> faults.add(name, code, text, fault);
            case Integer number -> properties.put(name, number);
            default -> properties.put(name, value.toString());
        }
    }
}
