@NullMarked
package dev.tenantry.crm.opportunity;

import org.jspecify.annotations.NullMarked;
