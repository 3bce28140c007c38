/**
 * What a transaction leaves behind when it commits: rows of several tables, written at once, and the events that
 * others wait for.
 */
@NullMarked
package dev.tenantry.shared.journal;

import org.jspecify.annotations.NullMarked;
