package io.continuo.console.fx;

import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Listeners and bindings that a shown screen holds on longer-lived objects. {@link #release} undoes
 * them all, so a screen that left leaves nothing behind.
 */
public final class Pins implements AutoCloseable {
    private final List<Subscription> subscriptions = new ArrayList<>();

    /** Calls the consumer with the value now and with every later one. */
    public <T> void watch(ObservableValue<T> value, Consumer<? super T> consumer) {
        subscriptions.add(value.subscribe((Consumer<T>) consumer::accept));
    }

    /** Calls the action on every later change of the value. */
    public void onChange(ObservableValue<?> value, Runnable action) {
        subscriptions.add(value.subscribe(action));
    }

    /** Calls the action on every later change of the list. */
    public <T> void onChange(ObservableList<T> list, Runnable action) {
        ListChangeListener<T> listener = change -> action.run();
        list.addListener(listener);
        subscriptions.add(() -> list.removeListener(listener));
    }

    /** Binds until released. */
    public <T> void bind(Property<T> target, ObservableValue<? extends T> source) {
        target.bind(source);
        subscriptions.add(target::unbind);
    }

    /** Undoes something else at release. */
    public void add(Subscription undo) {
        subscriptions.add(undo);
    }

    /** Undoes everything; pins can be set again afterwards. */
    public void release() {
        subscriptions.reversed().forEach(Subscription::unsubscribe);
        subscriptions.clear();
    }

    @Override
    public void close() {
        release();
    }
}
