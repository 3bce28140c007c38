@NullMarked
package dev.tenantry.crm.contact;

import org.jspecify.annotations.NullMarked;
