@NullMarked
package dev.tenantry.shared.mail;

import org.jspecify.annotations.NullMarked;
