namespace Twin.Model;

/// <summary>The fans along one side of a hall: which racks miss air when some stand still.</summary>
public static class FanWall
{
    public const int Fans = 8;

    // A failed fan's racks, in the middle of its bay, lose this share of their air; neighbours in 1.5 bays less (assumption).
    private const double WorstLoss = 0.75;
    private const double ReachBays = 1.5;

    /// <summary>Air over its usual amount for each row of a hall, 0.1–1.</summary>
    /// <param name="fans">Bit i: fan i stands still.</param>
    public static float[] Airflow(HallSpec hall, int rows, int fans)
    {
        var share = new float[rows];
        var lines = Math.Max(1, (hall.Racks + hall.RacksPerRow - 1) / hall.RacksPerRow);
        for (var i = 0; i < rows; i++)
        {
            // Across the wall in bays, and the middle of the hall at depth 0, its ends at 1.
            var across = ((i % hall.RacksPerRow) + 0.5) / hall.RacksPerRow * Fans;
            var depth = Math.Abs((((i / hall.RacksPerRow) + 0.5) / lines * 2) - 1);
            double loss = 0;
            for (var f = 0; f < Fans; f++)
            {
                if ((fans & (1 << f)) != 0)
                {
                    loss += WorstLoss * Math.Max(0, 1 - (Math.Abs(across - f - 0.5) / ReachBays)) * (1 - (0.5 * depth));
                }
            }

            share[i] = (float)Math.Max(0.1, 1 - loss);
        }

        return share;
    }
}
