@NullMarked
package dev.tenantry.audit.sink;

import org.jspecify.annotations.NullMarked;
