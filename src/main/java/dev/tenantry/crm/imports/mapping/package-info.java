/** How a file's columns become the fields of records: suggested, checked, applied row by row. */
@NullMarked
package dev.tenantry.crm.imports.mapping;

import org.jspecify.annotations.NullMarked;
