package dev.tenantry.audit.classification;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantContext;

/** Masks values of the audit log: the one place that does so, whoever writes or reads them, exports and sinks included. */
@Component
public class ValueMasks {

    private final Classifications classifications;
    private final AuditedColumns columns;
    private final Clock clock;

    ValueMasks(Classifications classifications, AuditedColumns columns, Clock clock) {
        this.classifications = classifications;
        this.columns = columns;
        this.clock = clock;
    }

    /** As an organization's log stores them: what is to be kept apart is in no copy. @param values by property */
    public Map<String, @Nullable Object> stored(UUID organization, String resource,
            Map<String, @Nullable Object> values) {
        columns.demand(resource, values.keySet());
        return masked(organization, resource, values, found -> found.isKeptApart() ? found.mask() : null);
    }

    /**
     * As they are shown in the tenant that is bound. What has become stricter since is masked by what holds now.
     *
     * @param madeAt     when the entry was made
     * @param isRevealed whether whoever reads them may see personal data, see {@link PersonalData}
     */
    public Map<String, @Nullable Object> shown(String resource, Map<String, @Nullable Object> values, Instant madeAt,
            boolean isRevealed) {
        var now = clock.instant();
        return masked(TenantContext.current().organizationId(), resource, values, found -> {
            if (found.isKeptApart()) {
                return found.mask();
            }
            if (found.isOver(madeAt, now)) {
                return Classified.EXPIRED;
            }
            return found.level().isPersonal() && !isRevealed ? found.level().mask() : null;
        });
    }

    /** Whether what is shown now has a mask in the place of each such value, however old. */
    public boolean isHidden(String resource, String property, boolean isRevealed) {
        return mask(TenantContext.current().organizationId(), resource, property,
                found -> found.isKeptApart() || found.level().isPersonal() && !isRevealed
                        ? found.mask()
                        : null) != null;
    }

    /**
     * What stands in the place of a record's property in a file that leaves the application; null where the value does. Of what no column is known of it is
     * what is made of the record, or of others.
     *
     * @param isRevealed whether whoever takes it may have personal data, too
     */
    public @Nullable String copied(String type, String property, boolean isRevealed) {
        if (columns.of(type, property) == null) {
            return null;
        }
        return mask(TenantContext.current().organizationId(), type, property, found -> {
            if (found.isKeptApart()) {
                return found.mask();
            }
            return found.level().isPersonal() && !isRevealed ? found.level().mask() : null;
        });
    }

    /** Whether such a value says more than which record is meant, of which kind it is and how the work on it goes, by what the application knows itself. */
    public boolean isTelling(String resource, String property) {
        return columns.isTelling(resource, property);
    }

    /** Whether this is what is shown of what is too old. */
    public static boolean isExpired(Object value) {
        return Classified.EXPIRED.equals(value);
    }

    private Map<String, @Nullable Object> masked(UUID organization, String resource,
            Map<String, @Nullable Object> values, Function<Classified, @Nullable String> mask) {
        Map<String, @Nullable Object> masked = values;
        for (var property : values.keySet()) {
            var hidden = values.get(property) == null ? null : mask(organization, resource, property, mask);
            if (hidden != null) {
                masked = masked == values ? new LinkedHashMap<>(values) : masked;
                masked.put(property, hidden);
            }
        }
        return masked;
    }

    /** Of a value that is kept in several columns one that is masked is enough; what nobody knows a column of may be anything. */
    private @Nullable String mask(UUID organization, String resource, String property,
            Function<Classified, @Nullable String> mask) {
        var known = columns.of(resource, property);
        if (known == null) {
            columns.miss(resource, property);
            return Sensitivity.RESTRICTED.mask();
        }
        for (var column : known) {
            var found = classifications.of(organization, column);
            var hidden = found == null ? null : mask.apply(found);
            if (hidden != null) {
                return hidden;
            }
        }
        return null;
    }
}
