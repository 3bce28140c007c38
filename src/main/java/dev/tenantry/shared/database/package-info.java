/** The databases that the application talks to: its own PostgreSQL server where none is configured, and the pools over either. */
@NullMarked
package dev.tenantry.shared.database;

import org.jspecify.annotations.NullMarked;
