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
        var usual = catalog.of(column);
        return usual == null ? null : effective(usual, overrides.of(organization).get(column));
    }

    /** Every column, in the order of their names. */
    List<Classified> all(UUID organization) {
        var own = overrides.of(organization);
        return catalog.columns()
                .values()
                .stream()
                .map(usual -> effective(usual, own.get(usual.column())))
                .toList();
    }

    /** An override that has become less than may be, since the application says more by now, is none. */
    private static Classified effective(Classified usual, @Nullable Classified override) {
        return override == null || override.level().isLessThan(usual.level().floor())
                ? usual
                : override.storedAs(usual);
    }
}
