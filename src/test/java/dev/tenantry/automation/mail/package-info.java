@NullMarked
package dev.tenantry.automation.mail;

import org.jspecify.annotations.NullMarked;
