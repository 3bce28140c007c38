@NullMarked
package dev.tenantry.audit.logs;

import org.jspecify.annotations.NullMarked;
