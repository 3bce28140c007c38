@NullMarked
package dev.tenantry.notification.bounce;

import org.jspecify.annotations.NullMarked;
