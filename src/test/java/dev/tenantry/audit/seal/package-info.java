@NullMarked
package dev.tenantry.audit.seal;

import org.jspecify.annotations.NullMarked;
