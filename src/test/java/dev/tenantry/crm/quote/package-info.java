@NullMarked
package dev.tenantry.crm.quote;

import org.jspecify.annotations.NullMarked;
