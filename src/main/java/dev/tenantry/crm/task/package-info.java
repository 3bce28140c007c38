@NullMarked
package dev.tenantry.crm.task;

import org.jspecify.annotations.NullMarked;
