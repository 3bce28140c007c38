package dev.tenantry.shared.record;

import java.util.List;
import java.util.function.Function;

/**
 * An identifying property of which a record can have several values.
 *
 * @param finder the function of the database that finds the ids of records by any of them, made by {@code app.make_finder}
 * @param of       all of a record's, as they are compared
 * @param isUnique whether no two records share one, those in the trash included
 */
public record SeveralValues<E>(String finder, Function<E, List<String>> of, boolean isUnique) {}
