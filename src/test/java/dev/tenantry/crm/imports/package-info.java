@NullMarked
package dev.tenantry.crm.imports;

import org.jspecify.annotations.NullMarked;
