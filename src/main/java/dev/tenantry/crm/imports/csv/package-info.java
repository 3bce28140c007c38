/** Reads the CSV files that people have: any of the usual delimiters, quoted fields, with or without a byte order mark. */
@NullMarked
package dev.tenantry.crm.imports.csv;

import org.jspecify.annotations.NullMarked;
