package dev.tenantry.audit.classification;

import java.util.List;
import java.util.Map;
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
        return usual == null ? null : effective(usual, overrides.of(organization));
    }

    /** Every column, in the order of their names. */
    List<Classified> all(UUID organization) {
        var own = overrides.of(organization);
        return catalog.columns()
                .values()
                .stream()
                .map(usual -> effective(usual, own))
                .toList();
    }

    /** What is said of a column holds for what has its values among others, too, as far as it is stricter. */
    private Classified effective(Classified usual, Map<Column, Classified> own) {
        if (own.isEmpty()) {
            return usual;
        }
        var effective = stated(usual, own);
        for (var part : catalog.parts(usual.column())) {
            var known = catalog.of(part);
            effective = known == null ? effective : effective.atLeast(stated(known, own));
        }
        return effective;
    }

    /**
     * What is said of a column holds for what is derived from it, too, unless stricter is said of that. An override that has become less than may be,
     * since the application says more by now, is none.
     */
    private Classified stated(Classified usual, Map<Column, Classified> own) {
        var override = stricter(own.get(usual.column()), own.get(catalog.source(usual.column())));
        return override == null || override.level().isLessThan(usual.level().floor())
                ? usual
                : override.storedAs(usual);
    }

    private static @Nullable Classified stricter(@Nullable Classified one, @Nullable Classified other) {
        return one == null || other != null && one.level().isLessThan(other.level()) ? other : one;
    }
}
