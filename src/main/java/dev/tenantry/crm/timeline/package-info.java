@NullMarked
package dev.tenantry.crm.timeline;

import org.jspecify.annotations.NullMarked;
