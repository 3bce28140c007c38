@NullMarked
package dev.tenantry.shared.dispatch;

import org.jspecify.annotations.NullMarked;
