package dev.tenantry.shared.record;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.tenancy.TenantQuery;

/** Finds records by the days that they have in fields that are a {@link WorkflowDate}, in the running transaction. */
@Component
public class DatedRecords {

    private final RecordRegistry registry;
    private final EntityManager entities;
    private final JsonMapper json;

    DatedRecords(RecordRegistry registry, EntityManager entities, JsonMapper json) {
        this.registry = registry;
        this.entities = entities;
        this.json = json;
    }

    /** A record as events would tell of it. */
    public record Dated(Long id, ObjectNode told) {}

    /** All such fields: {@code opportunity.expectedCloseOn}. */
    public TreeSet<String> fields() {
        return fields(_ -> true);
    }

    /** Those of them that are moments: {@code task.dueAt}. */
    public TreeSet<String> moments() {
        return fields(field -> field.getType() == Instant.class);
    }

    private TreeSet<String> fields(Predicate<RecordComponent> those) {
        var all = new TreeSet<String>();
        registry.typesByReference()
                .values()
                .forEach(type -> dates(type).filter(those).forEach(field -> all.add(type + "." + field.getName())));
        return all;
    }

    /** Those of the day in the zone whose ids are greater, in the order of these. */
    public List<Dated> on(LocalDate day, String type, String field, ZoneId zone, long behind, int most) {
        var records = (RecordService<?, ?, ?>) registry.of(type);
        return date(type, field).orElseThrow().getType() == LocalDate.class
                ? find(records, field, " = :day", Map.of("day", day), behind, most)
                : find(records, field, " >= :from and e." + field + " < :to",
                        Map.of("from", start(day, zone), "to", start(day.plusDays(1), zone)), behind, most);
    }

    /** Likewise, of the time behind the one and until the other, by a field that is a moment. */
    public List<Dated> within(Instant from, Instant to, String type, String field, long behind, int most) {
        return find((RecordService<?, ?, ?>) registry.of(type), field, " > :from and e." + field + " <= :to",
                Map.of("from", from, "to", to), behind, most);
    }

    private <E extends RecordEntity> List<Dated> find(RecordService<E, ?, ?> records, String field, String condition,
            Map<String, Object> values, long behind, int most) {
        var conditions = new ArrayList<>(List.of("e.deletedAt is null", "e.id > :behind", "e." + field + condition));
        var where = date(records.type(), field).orElseThrow().getAnnotation(WorkflowDate.class).where();
        if (!where.isEmpty()) {
            conditions.add(where);
        }
        var entity = records.listing().entity();
        var query = TenantQuery.of(entities, entity, "e", entity, conditions, "order by e.id").set("behind", behind);
        values.forEach(query::set);
        return query.limit(most).list().stream().map(one -> new Dated(one.getId(), told(records, one))).toList();
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private <E extends RecordEntity> ObjectNode told(RecordService<E, ?, ?> records, E entity) {
        return RecordEvents.shown(json, records.type(), entity.getId(), records.show(entity));
    }

    /** The day that a live record has, in the zone; null where it has none. @param shown of the record */
    public @Nullable LocalDate dayOf(JsonNode shown, String type, String field, ZoneId zone) {
        var text = shown.path(field).asString("");
        if (text.isEmpty()) {
            return null;
        }
        return date(type, field).orElseThrow().getType() == LocalDate.class
                ? LocalDate.parse(text)
                : LocalDate.ofInstant(Instant.parse(text), zone);
    }

    /** The moment that a live record has in a field that is one; null where it has none. @param shown of the record */
    public static @Nullable Instant momentOf(JsonNode shown, String field) {
        var text = shown.path(field).asString("");
        return text.isEmpty() ? null : Instant.parse(text);
    }

    private Optional<RecordComponent> date(String type, String field) {
        return dates(type).filter(date -> date.getName().equals(field)).findFirst();
    }

    private Stream<RecordComponent> dates(String type) {
        return Arrays.stream(registry.of(type).shows().getRecordComponents())
                .filter(component -> component.isAnnotationPresent(WorkflowDate.class));
    }
}
