@NullMarked
package dev.tenantry.crm.imports.csv;

import org.jspecify.annotations.NullMarked;
