@NullMarked
package dev.tenantry.crm.report;

import org.jspecify.annotations.NullMarked;
