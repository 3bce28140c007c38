/**
 * Isolation, proven. Six parts, generated from the catalog and the route table, so that a new table or endpoint is covered
 * or the build fails: the catalog's invariants, every statement on every table in every context, every endpoint with
 * another tenant's ids, each fence alone, the policies taken away one by one, and (beside the tenancy kernel) a pool of one.
 */
@NullMarked
package dev.tenantry.isolation;

import org.jspecify.annotations.NullMarked;
