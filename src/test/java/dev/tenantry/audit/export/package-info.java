@NullMarked
package dev.tenantry.audit.export;

import org.jspecify.annotations.NullMarked;
