package dev.tenantry.audit.classification;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How sensitive what is stored is: as an organization says, and where it says nothing as the application does. */
@Component
class Classifications {

    private final Catalog catalog;
    private final Overrides overrides;

    Classifications(Catalog catalog, Overrides overrides) {
        this.catalog = catalog;
        this.overrides = overrides;
    }

    /** Null: there is no such column. */
    @Nullable
    Classified of(UUID organization, Column column) {
        var rule = catalog.rule(column);
        return rule == null ? null : effective(column, rule, overrides.of(organization).get(column));
    }

    /** Every column, in the order of their names. */
    List<Classified> all(UUID organization) {
        var own = overrides.of(organization);
        return catalog.columns()
                .entrySet()
                .stream()
                .map(entry -> effective(entry.getKey(), entry.getValue(), own.get(entry.getKey())))
                .toList();
    }

    /** An override that has become less than may be, since the application says more by now, is none. */
    private static Classified effective(Column column, ColumnRule rule, @Nullable Classified override) {
        var usual = Classified.of(column, rule);
        return override == null || override.level().isLessThan(rule.level().floor()) ? usual : override.storedAs(usual);
    }
}
