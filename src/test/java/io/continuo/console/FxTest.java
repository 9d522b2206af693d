package io.continuo.console;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Tests that need the toolkit. The only class that knows TestFX, so that it can be replaced. Runs
 * without a display: {@code -Dglass.platform=Headless -Dprism.order=sw}.
 */
public abstract class FxTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    /** No test finds the controls of another one: lookups see every open window. */
    @AfterEach
    void closeWindows() {
        fx(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        settle();
    }

    /** Runs on the UI thread and waits for it. */
    protected static void fx(Runnable action) {
        fxGet(() -> {
            action.run();
            return null;
        });
    }

    /** Asks on the UI thread. */
    protected static <T> T fxGet(Callable<T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(LIMIT.toMillis(), question);
    }

    /** Waits until a condition holds, asked on the UI thread. */
    protected static void eventually(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(
                    LIMIT.toMillis(), TimeUnit.MILLISECONDS, () -> fxGet(condition));
        } catch (Exception e) {
            throw new AssertionError("never: " + what, e);
        }
    }

    /** Waits until what was asked of the UI thread is done. */
    protected static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Shows a scene in a window of that size and gives hands to use it. */
    protected static FxRobot show(Scene scene, double width, double height) {
        fx(() -> {
            Stage stage = FxToolkit.toolkitContext().getRegisteredStage();
            stage.setScene(scene);
            stage.setWidth(width);
            stage.setHeight(height);
            stage.show();
        });
        settle();
        return robot();
    }

    /** Presses a control, lets the world go on, and only then lets go of it. */
    protected static void pressWhile(Node control, Runnable change) {
        FxRobot hands = robot();
        hands.moveTo(control).press(MouseButton.PRIMARY);
        settle();
        fx(change);
        settle();
        hands.release(MouseButton.PRIMARY);
        settle();
    }

    /** Hands to use the windows that are open. */
    protected static FxRobot robot() {
        return new FxRobot();
    }
}
