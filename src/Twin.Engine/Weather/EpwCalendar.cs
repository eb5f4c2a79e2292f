namespace Twin.Engine.Weather;

/// <summary>Holds the rows to the calendar: each hour of the year once, in order, 1 January hour 1 to 31 December hour 24.</summary>
internal sealed class EpwCalendar(string file)
{
    private int month = 1;
    private int day = 1;
    private int hour;

    public void Take(EpwRow row)
    {
        int nextMonth = row.Whole(1, "month");
        int nextDay = row.Whole(2, "day");
        int nextHour = row.Whole(3, "hour");
        Advance();
        if (month > 12)
        {
            throw new InputFileException(
                row.File, row.Line, 0, "The rows go on after hour 24 of 31 December.", "Give a file with one whole year.");
        }

        bool leapDay = month == 3 && day == 1 && hour == 1 && nextMonth == 2 && nextDay == 29 && nextHour == 1;
        if (leapDay)
        {
            (month, day) = (2, 29);
        }

        if ((nextMonth, nextDay, nextHour) != (month, day, hour))
        {
            string hint = nextHour == 0
                ? "Hours count from 1 to 24, each named by its end; shift the rows by one hour."
                : "Each hour of the year must stand once and in order; look for a missing, doubled or misplaced row.";
            throw new InputFileException(
                row.File, row.Line, row.ColumnOf(1), $"Month {month}, day {day}, hour {hour} should stand here, but it is {nextMonth}, {nextDay}, {nextHour}.", hint);
        }
    }

    public void End(int lines, int rows)
    {
        if (month != 12 || day != 31 || hour != 24)
        {
            throw new InputFileException(
                file, lines, 0, $"The file ends after {rows} hours; a year has 8760 or 8784.", "It may be torn, or not cover a whole year; fetch it again.");
        }
    }

    private void Advance()
    {
        if (++hour <= 24)
        {
            return;
        }

        hour = 1;
        int days = month switch { 2 => day == 29 ? 29 : 28, 4 or 6 or 9 or 11 => 30, _ => 31 };
        if (++day > days)
        {
            day = 1;
            month++;
        }
    }
}
