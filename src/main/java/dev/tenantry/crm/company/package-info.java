@NullMarked
package dev.tenantry.crm.company;

import org.jspecify.annotations.NullMarked;
