package dev.tenantry.isolation;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.integrations.provider.IntegrationType;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A column of an enum's values has a CHECK of exactly these: one that is added to the code alone is refused at its first use. */
@IntegrationTest
class StoredEnumTests {

    private static final Pattern TEXT = Pattern.compile("'([^']+)'::text");
    /** Of the constraints that are about the column alone. */
    private static final String CHECKS = """
            select pg_get_constraintdef(c.oid) from pg_constraint c
            join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
            where c.contype = 'c' and c.conrelid = ?::regclass and a.attname = ?""";

    /** What is written by no entity. */
    private static final Map<String, Class<?>> OTHERS = Map.of("api_integrations.provider_type", IntegrationType.class);
    /** What the documents have besides, and nothing is of yet. */
    private static final Map<String, Set<String>> DOCUMENTED = Map.of("api_integrations.provider_type", Set.of("push"));

    @Autowired
    private EntityManagerFactory factory;
    @Autowired
    private List<ListSource> listings;

    @Test
    void columnsTakeTheValuesOfTheirEnums() throws Exception {
        var faults = new ArrayList<String>();
        var seen = 0;
        for (var entity : factory.getMetamodel().getEntities()) {
            for (var attribute : entity.getDeclaredAttributes()) {
                if (attribute.getJavaType().isEnum()) {
                    seen++;
                    var column = column(entity, attribute);
                    var checked = checked(column.getContainingTableExpression(), column.getSelectionExpression());
                    if (!checked.equals(values(attribute.getJavaType()))) {
                        faults.add(column + " takes " + checked + " and " + attribute.getJavaType().getName() + " has "
                                + values(attribute.getJavaType()));
                    }
                }
            }
        }

        for (var other : OTHERS.entrySet()) {
            var column = other.getKey().split("\\.");
            var taken = checked(column[0], column[1]);
            taken.removeAll(DOCUMENTED.getOrDefault(other.getKey(), Set.of()));
            if (!taken.equals(values(other.getValue()))) {
                faults.add(other.getKey() + " takes " + checked(column[0], column[1]));
            }
        }

        assertThat(seen).isGreaterThan(25);
        assertThat(faults).isEmpty();
    }

    /** Whoever asks a list for a value that there is none of is told so, and not that there are no rows. */
    @Test
    void listsKnowTheValuesOfTheirColumns() throws Exception {
        var faults = new TreeSet<String>();
        for (var listing : new TenantContext(UUID.randomUUID(), null)
                .call(() -> listings.stream().<ListDefinition<?>>map(ListSource::listing).toList())) {
            for (var field : listing.fields().values()) {
                var attribute = attribute(listing.entity(), field);
                if (attribute != null) {
                    var column = column(factory.getMetamodel().entity(listing.entity()), attribute);
                    var checked = checked(column.getContainingTableExpression(), column.getSelectionExpression());
                    var known = field.constants().stream().map(Object::toString).collect(Collectors.toSet());
                    if (checked.size() > 1 && !known.containsAll(checked)) {
                        faults.add(listing.entity().getSimpleName() + "." + field.name() + " " + checked);
                    }
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    /** Of a field that is compared as a text; null of others. */
    private @Nullable Attribute<?, ?> attribute(Class<?> entity, dev.tenantry.shared.listing.Field field) {
        var isMapped = factory.getMetamodel().getEntities().stream().anyMatch(type -> type.getJavaType() == entity);
        return isMapped && field.type() == String.class && field.path().matches("e\\.\\w+")
                ? factory.getMetamodel()
                        .entity(entity)
                        .getAttributes()
                        .stream()
                        .filter(attribute -> attribute.getName().equals(field.path().substring(2)))
                        .filter(attribute -> attribute
                                .getPersistentAttributeType() == Attribute.PersistentAttributeType.BASIC)
                        .filter(attribute -> !(attribute instanceof SingularAttribute<?, ?> one && one.isId()))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private SelectableMapping column(EntityType<?> entity, Attribute<?, ?> attribute) {
        return factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity.getJavaType())
                .findAttributeMapping(attribute.getName())
                .getSelectable(0);
    }

    private static Set<String> checked(String table, String column) throws Exception {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var checks = connection.prepareStatement(CHECKS)) {
            checks.setString(1, table);
            checks.setString(2, column);
            var rows = checks.executeQuery();
            var values = new TreeSet<String>();
            while (rows.next()) {
                TEXT.matcher(rows.getString(1))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(values::add);
            }
            return values;
        }
    }

    private static Set<String> values(Class<?> type) {
        var stored = Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(EnumeratedValue.class))
                .findFirst();
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> stored.map(field -> read(field, constant))
                        .orElseGet(() -> ((Enum<?>) constant).name()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Field field, Object constant) {
        try {
            field.setAccessible(true);
            return String.valueOf(field.get(constant));
        } catch (IllegalAccessException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
