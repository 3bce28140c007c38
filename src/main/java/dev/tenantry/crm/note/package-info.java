@NullMarked
package dev.tenantry.crm.note;

import org.jspecify.annotations.NullMarked;
