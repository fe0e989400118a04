package io.tidings.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.tidings.app.doctor.Examination;

/** Starts a pod, or with the argument {@code doctor} looks at where one would run. */
@QuarkusMain
public class Main {
    public static void main(String... arguments) {
        if (arguments.length == 1 && arguments[0].equals(Examination.COMMAND)) {
            Examination.SETTINGS.forEach(System::setProperty);
            Quarkus.run(Examination.class, arguments);
        } else {
            Quarkus.run(arguments);
        }
    }
}
