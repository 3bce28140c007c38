@NullMarked
package dev.tenantry.identity.backup;

import org.jspecify.annotations.NullMarked;
