@NullMarked
package dev.tenantry.shared.money;

import org.jspecify.annotations.NullMarked;
