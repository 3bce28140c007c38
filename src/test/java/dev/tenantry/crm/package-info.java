@NullMarked
package dev.tenantry.crm;

import org.jspecify.annotations.NullMarked;
