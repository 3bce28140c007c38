@NullMarked
package dev.tenantry.access.address;

import org.jspecify.annotations.NullMarked;
