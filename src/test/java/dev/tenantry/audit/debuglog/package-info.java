@NullMarked
package dev.tenantry.audit.debuglog;

import org.jspecify.annotations.NullMarked;
